//! The world as the browsers see it: a practice server for the hosts we imitate, and a proxy that refuses the rest.

mod proxy;
mod server;
mod site;

pub use proxy::{BROWSERS_OWN, Proxy, Refused};
pub use server::{Request, Server};

use crate::Result;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A practice server and the proxy before it. Both stop when this is dropped.
pub struct Practice {
    pub server: Server,
    pub proxy: Proxy,
}

impl Practice {
    /// Starts both on free loopback ports; `www` is the folder of the practice site ([`demo_folder`]).
    pub async fn start(www: &Path) -> Result<Self> {
        let server = Server::start(www).await?;
        let proxy = Proxy::start(server.clone()).await?;
        Ok(Self { server, proxy })
    }

    /// What was asked of the network by anybody but the pages of the sites; empty: the extension was silent.
    pub fn overheard(&self) -> Vec<String> {
        let foreign = |request: &Request| {
            let of_a_page = ["document", "script", "style", "image"].contains(&request.dest.as_str());
            let ours = [&request.origin, &request.referer].iter().any(|from| from.contains("extension://"));
            !request.is_policy_report() && (!of_a_page || ours || request.method != "GET")
        };
        let refused = self.proxy.refused().into_iter().map(|refused| format!("{refused:?}"));
        let asked = self.server.requests().into_iter().filter(foreign).map(|request| format!("{request:?}"));
        refused.chain(asked).collect()
    }
}

/// `www/demo` of this checkout.
pub fn demo_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/demo")
}

/// A panic in one connection must not hide the log from the test that reads it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
