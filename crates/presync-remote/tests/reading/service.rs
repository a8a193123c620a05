//! A service on this machine that gives the answers it was told, one a connection, and remembers what it was
//! asked. An empty answer closes the connection without a word.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, mpsc},
    thread,
};

pub(crate) struct Service {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    /// Dropped with the service, which ends a connection that is held open.
    _open: mpsc::Sender<()>,
}

/// An answer that ends its connection.
pub(crate) fn answer(status: &str, headers: &[&str], body: &str) -> Vec<u8> {
    let mut text = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for header in headers {
        text += header;
        text += "\r\n";
    }
    (text + "\r\n" + body).into_bytes()
}

impl Service {
    pub(crate) fn answering(answers: &[Vec<u8>]) -> Self {
        let answers = answers.to_vec();
        Self::serve(move |listener, requests, _| {
            for answer in answers {
                let Ok((mut stream, _)) = listener.accept() else {
                    return;
                };
                note(&mut stream, requests);
                // The other side may have gone: that is what some tests are about.
                let _ = stream.write_all(&answer);
            }
        })
    }

    /// Takes a request and never answers.
    pub(crate) fn silent() -> Self {
        Self::serve(|listener, requests, open| {
            if let Ok((mut stream, _)) = listener.accept() {
                note(&mut stream, requests);
                let _ = open.recv();
            }
        })
    }

    fn serve(
        work: impl FnOnce(&TcpListener, &Mutex<Vec<String>>, &mpsc::Receiver<()>) + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (open, closed) = mpsc::channel();
        let noted = Arc::clone(&requests);
        thread::spawn(move || work(&listener, &noted, &closed));
        Self {
            address,
            requests,
            _open: open,
        }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}/scim", self.address)
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no panic there").clone()
    }
}

/// Reads the head of a request.
fn note(stream: &mut TcpStream, requests: &Mutex<Vec<String>>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => break,
        }
    }
    let text = String::from_utf8_lossy(&head).into_owned();
    requests.lock().expect("no panic there").push(text);
}
