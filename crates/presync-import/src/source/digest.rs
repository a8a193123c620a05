//! The digest of a file, computed while its bytes pass.

use std::{
    fmt::{self, Write as _},
    io,
};

use sha2::{Digest, Sha256};

/// A SHA-256 that is not finished.
#[derive(Default)]
pub(crate) struct RunningDigest(Sha256);

impl RunningDigest {
    /// Takes the next bytes.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest in lower-case hex.
    pub(crate) fn into_hex(self) -> String {
        self.0
            .finalize()
            .iter()
            .fold(String::new(), |mut out, byte| {
                let _ = write!(out, "{byte:02x}");
                out
            })
    }
}

impl fmt::Debug for RunningDigest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RunningDigest")
    }
}

impl io::Write for RunningDigest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
