//! Connect: both systems asked over the network, each only when a person presses the button that names it.
//! Secrets stay here, in memory, each for the host or the application it was given for.

use std::{collections::BTreeMap, fs, path::Path};

use presync_remote::{Address, graph::Cloud};

use crate::{
    App,
    app::lock,
    files::base_name,
    job::JobContext,
    pipeline::{
        GraphAccess, GraphKey, GraphPull, PulledList, ScimAccess, Secret, pull_graph, pull_scim,
        scim_schemas, test_scim,
    },
    wire::{
        AskScim, CloudInfo, Failure, FolderHandle, GivenSecret, GraphSignIn, Nothing, PullGraph,
        PullScim, PulledInfo, PulledListInfo, ScimCheck, ScimTest, SignInPrompt,
    },
};

/// What the folder is called unless the user says otherwise.
const SUGGESTED_FOLDER: &str = "pulled";
const USERS: &str = "intranet-users.json";
const GROUPS: &str = "intranet-groups.json";
const SCHEMAS: &str = "site-schema.json";

/// What was given so far, by whom it opens. Gone when the application ends.
#[derive(Debug, Default)]
pub(crate) struct Secrets(BTreeMap<String, Secret>);

impl Secrets {
    /// Keeps what is given now, or answers with what was given for the same before.
    fn keep(&mut self, opens: &str, given: Option<GivenSecret>) -> Option<Secret> {
        let given = given.map(|GivenSecret(text)| Secret::new(text));
        if let Some(secret) = given.filter(|secret| !secret.is_empty()) {
            self.0.insert(opens.to_owned(), secret);
        }
        self.0.get(opens).cloned()
    }
}

pub(crate) fn clouds(_: &App, _: Nothing) -> Result<Vec<CloudInfo>, Failure> {
    let known = Cloud::names().filter_map(|name| Some((name, Cloud::named(name)?)));
    let told = known.map(|(name, cloud)| CloudInfo {
        name: name.to_owned(),
        login_host: cloud.login.host().to_owned(),
        graph_host: cloud.graph.host().to_owned(),
    });
    Ok(told.collect())
}

pub(crate) fn choose_folder(app: &App, _: Nothing) -> Result<Option<FolderHandle>, Failure> {
    let folder = app.host.place_package(SUGGESTED_FOLDER);
    Ok(folder.map(|path| lock(&app.handles).add_folder(&path)))
}

pub(crate) fn forget(app: &App, _: Nothing) -> Result<Nothing, Failure> {
    lock(&app.secrets).0.clear();
    Ok(Nothing {})
}

/// Where a person is to sign in, while a pull waits for it.
pub(crate) fn sign_in(app: &App, _: Nothing) -> Result<Option<SignInPrompt>, Failure> {
    Ok(lock(&app.sign_in).clone())
}

pub(crate) fn test(app: &App, params: AskScim, job: &JobContext) -> Result<ScimTest, Failure> {
    let report = test_scim(&intranet(app, params)?, job)?;
    let checks = report.checks.into_iter();
    Ok(ScimTest {
        host: report.host,
        checks: checks
            .map(|(good, said)| ScimCheck { good, said })
            .collect(),
    })
}

pub(crate) fn scim(app: &App, params: PullScim, job: &JobContext) -> Result<PulledInfo, Failure> {
    let folder = lock(&app.handles).path(&params.folder)?;
    let access = intranet(app, params.from)?;
    make(&folder)?;
    let mut files = Vec::new();
    if params.schemas {
        write_schemas(&access, &folder, job)?;
        files.push(SCHEMAS.to_owned());
    }
    let groups = params.groups.then(|| folder.join(GROUPS));
    let lists = match params.users {
        true => pull_scim(&access, &folder.join(USERS), groups.as_deref(), job)?.lists,
        false => Vec::new(),
    };
    Ok(PulledInfo {
        lists: lists_in(app, &folder, &lists)?,
        folder_name: base_name(&folder),
        folder: params.folder,
        files,
        missing: Vec::new(),
    })
}

fn write_schemas(access: &ScimAccess, folder: &Path, job: &JobContext) -> Result<(), Failure> {
    let path = folder.join(SCHEMAS);
    if path.exists() {
        return Err(Failure::new(
            "file_exists",
            &format!("{SCHEMAS} is there already and is not overwritten."),
        )
        .hint("Choose another folder, or move that file away."));
    }
    let schemas = scim_schemas(access, job)?;
    let text = serde_json::to_string_pretty(&schemas).map_err(|_| Failure::internal())?;
    fs::write(&path, text).map_err(|error| unwritable(&path, &error))
}

pub(crate) fn graph(app: &App, params: PullGraph, job: &JobContext) -> Result<PulledInfo, Failure> {
    let folder = lock(&app.handles).path(&params.folder)?;
    let wanted = GraphPull {
        further: params.attributes.clone(),
        app_id: params.app_id.clone(),
        logs: params.logs,
        folder: folder.clone(),
    };
    let folder_handle = params.folder.clone();
    let access = azure(app, params)?;
    let ask = |address: &str, code: &str| {
        *lock(&app.sign_in) = Some(SignInPrompt {
            address: address.to_owned(),
            code: code.to_owned(),
        });
    };
    let pulled = pull_graph(&access, &wanted, &ask, job);
    *lock(&app.sign_in) = None;
    let pulled = pulled?;
    Ok(PulledInfo {
        lists: lists_in(app, &folder, &pulled.lists)?,
        folder_name: base_name(&folder),
        folder: folder_handle,
        files: pulled.files,
        missing: pulled.missing,
    })
}

/// The intranet's service, opened by what was given for its host and for no other.
fn intranet(app: &App, asked: AskScim) -> Result<ScimAccess, Failure> {
    let address = Address::parse(&asked.address).map_err(presync_remote::RemoteError::from)?;
    let opens = format!("scim {}", address.host());
    let token = lock(&app.secrets).keep(&opens, asked.token);
    let token = token.ok_or_else(|| {
        Failure::new(
            "token_missing",
            &format!("There is no token for {}.", address.host()),
        )
        .hint("Paste the token of the SCIM profile source.")
    })?;
    Ok(ScimAccess {
        address: asked.address,
        token,
    })
}

fn azure(app: &App, asked: PullGraph) -> Result<GraphAccess, Failure> {
    let opens = format!(
        "graph {} {} {} {:?}",
        asked.cloud, asked.tenant, asked.client_id, asked.sign_in
    );
    let given = || {
        let secret = lock(&app.secrets).keep(&opens, asked.secret.clone());
        secret.ok_or_else(|| {
            Failure::new(
                "token_missing",
                &format!("There is no secret for the tenant {}.", asked.tenant),
            )
            .hint("Paste the client secret or the token, or sign in with a code.")
        })
    };
    let key = match asked.sign_in {
        GraphSignIn::DeviceCode => GraphKey::DeviceCode,
        GraphSignIn::ClientSecret => GraphKey::ClientSecret(given()?),
        GraphSignIn::Token => GraphKey::Token(given()?),
    };
    Ok(GraphAccess {
        tenant: asked.tenant,
        client_id: asked.client_id,
        cloud: asked.cloud,
        key,
    })
}

fn lists_in(
    app: &App,
    folder: &Path,
    lists: &[PulledList],
) -> Result<Vec<PulledListInfo>, Failure> {
    let told = lists.iter().map(|list| {
        Ok(PulledListInfo {
            file: app.register_file(&folder.join(&list.file))?,
            what: list.what.to_owned(),
            entries: list.entries,
            oddities: list.oddities.iter().map(ToString::to_string).collect(),
        })
    });
    told.collect()
}

fn make(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        "file_unwritable",
        &format!("{} cannot be written: {error}.", base_name(path)),
    )
    .hint("Check that the folder exists, is writable and has space left.")
}
