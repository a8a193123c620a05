//! Where the systems are and what opens them, as a host was told. Secrets come from the environment or a
//! prompt, never from an argument, and stay here.

use presync_remote::{
    Address, Patience, Secret,
    graph::{Cloud, Graph, SignIn, Tenant},
    run,
    scim::Scim,
};

use crate::{job::JobContext, wire::Failure};

/// The intranet's service.
#[derive(Debug, Clone)]
pub struct ScimAccess {
    /// Its address: Entra's tenant URL.
    pub address: String,
    /// The token of its profile source.
    pub token: Secret,
}

/// Azure's.
#[derive(Debug, Clone)]
pub struct GraphAccess {
    /// A GUID or a domain.
    pub tenant: String,
    /// The application that signs in.
    pub client_id: String,
    /// Which of Microsoft's clouds, or the addresses of another: where people sign in, a comma, Graph.
    pub cloud: String,
    /// What opens it.
    pub key: GraphKey,
}

/// What opens Graph.
#[derive(Debug, Clone)]
pub enum GraphKey {
    /// A token somebody has already.
    Token(Secret),
    /// The application's own secret.
    ClientSecret(Secret),
    /// A person enters a code in a browser.
    DeviceCode,
}

impl ScimAccess {
    pub(super) fn open(&self, patience: Patience) -> Result<Scim, Failure> {
        let address = Address::parse(&self.address).map_err(presync_remote::RemoteError::from)?;
        Ok(Scim::new(address, self.token.clone(), patience)?)
    }
}

impl GraphAccess {
    /// Signs in. `ask` shows a person where to go and what to enter.
    pub(super) fn open(
        &self,
        patience: Patience,
        ask: &dyn Fn(&str, &str),
        job: &JobContext,
    ) -> Result<Graph, Failure> {
        let cloud = self.cloud()?;
        let tenant = Tenant::parse(&self.tenant).map_err(|fault| {
            Failure::new("tenant_unknown", &format!("{}: {fault}.", self.tenant))
        })?;
        let token = match &self.key {
            GraphKey::Token(token) => token.clone(),
            GraphKey::ClientSecret(secret) => {
                let sign_in = SignIn::new(&cloud, tenant, &self.client_id, patience)?;
                run(job, sign_in.with_secret(secret))?
            }
            GraphKey::DeviceCode => {
                let sign_in = SignIn::new(&cloud, tenant, &self.client_id, patience)?;
                let code = run(job, sign_in.device_code())?;
                ask(&code.verification_uri, &code.user_code);
                run(job, sign_in.with_code(&code, job))?
            }
        };
        Ok(Graph::new(&cloud, token, patience)?)
    }

    /// The cloud by its name, or by its two addresses.
    pub(super) fn cloud(&self) -> Result<Cloud, Failure> {
        match self.cloud.split_once(',') {
            Some((login, graph)) => {
                Ok(Cloud::at(login, graph).map_err(presync_remote::RemoteError::from)?)
            }
            None => Cloud::named(&self.cloud).ok_or_else(|| self.no_cloud()),
        }
    }

    fn no_cloud(&self) -> Failure {
        let names: Vec<&str> = Cloud::names().collect();
        Failure::new(
            "cloud_unknown",
            &format!("There is no cloud {}.", self.cloud),
        )
        .hint(&format!(
            "Say one of {}, or the two addresses: where people sign in, a comma, Graph.",
            names.join(", ")
        ))
    }
}
