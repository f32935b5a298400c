//! The practice server: HTTPS on loopback, by `Host`, with a log of every request it got.

use super::{lock, site};
use crate::Result;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue,
    TRANSFER_ENCODING,
};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto::ring};

/// One request as it arrived. `origin`, `referer`, `dest` (`Sec-Fetch-Dest`) tell who asked; `body` is kept for
/// reports of the site's own security policy only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    pub host: String,
    pub method: String,
    pub path: String,
    pub origin: String,
    pub referer: String,
    pub dest: String,
    pub body: String,
}

impl Request {
    /// The page's policy was broken by something on the page: the site would know.
    pub fn is_policy_report(&self) -> bool {
        self.path == REPORTS
    }
}

const REPORTS: &str = "/practice/csp-report";
const LARGEST_REPORT: usize = 64 * 1024;

#[derive(Clone)]
pub struct Server {
    shared: Arc<Shared>,
}

struct Shared {
    address: SocketAddr,
    www: PathBuf,
    served: Mutex<HashMap<(String, String), Bytes>>,
    forwarded: Mutex<HashMap<String, Forward>>,
    log: Mutex<Vec<Request>>,
    listening: Mutex<Option<JoinHandle<()>>>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        if let Some(task) = lock(&self.listening).take() {
            task.abort();
        }
    }
}

impl Server {
    /// # Errors
    /// When `www` is no folder, or no port or certificate can be had.
    pub async fn start(www: &Path) -> Result<Self> {
        let www = www.canonicalize().map_err(|e| format!("practice site at {}: {e}", www.display()))?;
        let names: Vec<String> = site::hosts().iter().map(ToString::to_string).collect();
        let made = rcgen::generate_simple_self_signed(names)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)?;
        let acceptor = TlsAcceptor::from(Arc::new(config));

        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let shared = Arc::new(Shared {
            address: listener.local_addr()?,
            www,
            served: Mutex::default(),
            forwarded: Mutex::default(),
            log: Mutex::default(),
            listening: Mutex::default(),
        });
        // Weak, or the listening task would keep alive what is to end it.
        let weak = Arc::downgrade(&shared);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, weak) = (acceptor.clone(), weak.clone());
                tokio::spawn(async move {
                    // A browser drops connections at will: nothing to tell anybody.
                    let Ok(stream) = acceptor.accept(stream).await else { return };
                    let service = service_fn(move |request| {
                        let shared = weak.upgrade();
                        async move {
                            Ok::<_, Infallible>(match shared {
                                Some(shared) => shared.respond(request).await,
                                None => hyper::Response::new(Full::default()),
                            })
                        }
                    });
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        *lock(&shared.listening) = Some(task);
        Ok(Self { shared })
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> SocketAddr {
        self.shared.address
    }

    /// Whether requests to this host end here.
    pub fn answers(&self, host: &str) -> bool {
        site::hosts().contains(&host)
            || lock(&self.shared.served).keys().any(|(h, _)| h == host)
            || lock(&self.shared.forwarded).contains_key(host)
    }

    /// Hosts that end here, by name.
    pub fn hosts(&self) -> BTreeSet<String> {
        let fixed = site::hosts().into_iter().map(ToString::to_string);
        let served = lock(&self.shared.served).keys().map(|(h, _)| h.clone()).collect::<Vec<_>>();
        fixed.chain(served).collect()
    }

    /// From now on the file answers at this `https:` address, whatever its query, with its site's policy.
    ///
    /// # Errors
    /// When the file can't be read or the address is none.
    pub fn serve(&self, url: &str, file: &Path) -> Result<()> {
        let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
        self.serve_bytes(url, bytes)
    }

    /// The same with a document made by the test.
    ///
    /// # Errors
    /// When the address is none.
    pub fn serve_bytes(&self, url: &str, document: impl Into<Bytes>) -> Result<()> {
        let key = split(url).ok_or_else(|| format!("no https address: {url}"))?;
        lock(&self.shared.served).insert(key, document.into());
        Ok(())
    }

    /// From now on a plain HTTP server on loopback answers for this host, with this policy added to its answers.
    pub fn forward(&self, host: &str, to: SocketAddr, policy: &'static str) {
        lock(&self.shared.forwarded).insert(host.to_owned(), Forward { to, policy });
    }

    /// Everything asked so far, oldest first.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.log).clone()
    }

    pub fn forget_requests(&self) {
        lock(&self.shared.log).clear();
    }
}

/// Host and path without a trailing slash.
fn split(url: &str) -> Option<(String, String)> {
    let rest = url.strip_prefix("https://")?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    (!host.is_empty()).then(|| (host.to_ascii_lowercase(), format!("/{}", path.trim_end_matches('/'))))
}

impl Shared {
    async fn respond(&self, request: hyper::Request<Incoming>) -> hyper::Response<Full<Bytes>> {
        let header = |name: HeaderName| {
            request.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_string()
        };
        let host = header(HOST).split(':').next().unwrap_or_default().to_ascii_lowercase();
        let path = request.uri().path().to_string();
        let mut entry = Request {
            method: request.method().to_string(),
            origin: header(HeaderName::from_static("origin")),
            referer: header(HeaderName::from_static("referer")),
            dest: header(HeaderName::from_static("sec-fetch-dest")),
            host: host.clone(),
            path: path.clone(),
            body: String::new(),
        };
        if path == REPORTS {
            let body = http_body_util::Limited::new(request.into_body(), LARGEST_REPORT).collect().await;
            entry.body = body.map(|b| String::from_utf8_lossy(&b.to_bytes()).into_owned()).unwrap_or_default();
            lock(&self.log).push(entry);
            return reply(204, "text/plain", "", Bytes::new());
        }
        lock(&self.log).push(entry);
        let policy = site::content_security_policy(&host, &path);
        let key = (host.clone(), format!("/{}", path.trim_matches('/')));
        let forward = lock(&self.forwarded).get(&host).copied();
        if let Some(forward) = forward {
            return forward.ask(request).await.unwrap_or_else(|error| {
                reply(502, "text/plain; charset=utf-8", forward.policy, Bytes::from(error.to_string()))
            });
        }
        let served = lock(&self.served).get(&key).cloned();
        if let Some(document) = served {
            return reply(200, "text/html; charset=utf-8", policy, document);
        }
        if let Some(answer) = site::answer(&host, &path)
            && let Ok(bytes) = tokio::fs::read(self.www.join(&answer.file)).await
        {
            return reply(answer.status, site::content_type(&answer.file), policy, bytes.into());
        }
        reply(404, "text/plain; charset=utf-8", policy, Bytes::from_static(b"Not part of the practice site."))
    }
}

/// A server of its own behind one host name.
#[derive(Clone, Copy)]
struct Forward {
    to: SocketAddr,
    policy: &'static str,
}

impl Forward {
    async fn ask(self, request: hyper::Request<Incoming>) -> Result<hyper::Response<Full<Bytes>>> {
        let stream = TcpStream::connect(self.to).await?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        let (mut head, body) = sender.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        // The whole body is here: how it was cut up on the way no longer holds.
        for name in [TRANSFER_ENCODING, CONTENT_LENGTH, CONNECTION] {
            head.headers.remove(name);
        }
        head.headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(self.policy));
        Ok(hyper::Response::from_parts(head, Full::new(body)))
    }
}

fn reply(status: u16, kind: &str, policy: &str, body: Bytes) -> hyper::Response<Full<Bytes>> {
    let built = hyper::Response::builder()
        .status(status)
        .header(CONTENT_TYPE, kind)
        .header(CACHE_CONTROL, "no-store")
        .header("x-content-type-options", "nosniff")
        .header("referrer-policy", "strict-origin-when-cross-origin")
        .header(CONTENT_SECURITY_POLICY, policy)
        .body(Full::new(body));
    built.unwrap_or_else(|_| hyper::Response::new(Full::default()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::split;

    #[test]
    fn an_address_is_known_whatever_its_query_and_slash() {
        let wanted = Some(("www.linkedin.com".to_string(), "/in/someone".to_string()));
        for url in [
            "https://www.linkedin.com/in/someone",
            "https://www.LinkedIn.com/in/someone/",
            "https://www.linkedin.com/in/someone?a=1",
        ] {
            assert_eq!(split(url), wanted);
        }
        assert_eq!(split("https://example.com"), Some(("example.com".into(), "/".into())));
        assert_eq!(split("http://example.com/"), None);
    }
}
