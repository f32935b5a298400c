//! A proxy that tunnels to the practice server what belongs there, and refuses and remembers everything else. What is
//! not in its list of refusals nor in the server's log was not asked of the network.

use super::{Server, lock};
use crate::Result;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A name that never exists (RFC 2606), to which the rig points what a browser insists on asking its maker.
pub const BROWSERS_OWN: &str = "browser.invalid";

/// A request that was answered with 502: `CONNECT host:port`, or a plain `GET http://…`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refused {
    pub method: String,
    pub target: String,
}

impl Refused {
    /// The host asked for.
    pub fn host(&self) -> &str {
        let rest = self.target.split_once("://").map_or(self.target.as_str(), |(_, rest)| rest);
        rest.split(['/', ':', '?']).next().unwrap_or_default()
    }
}

pub struct Proxy {
    address: SocketAddr,
    refused: Arc<Mutex<Vec<Refused>>>,
    listening: JoinHandle<()>,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// No browser sends a longer head to a proxy.
const LONGEST_HEAD: usize = 64 * 1024;

impl Proxy {
    /// # Errors
    /// When no port can be had.
    pub async fn start(server: Server) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let refused = Arc::new(Mutex::new(Vec::new()));
        let remembered = refused.clone();
        let listening = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (server, refused) = (server.clone(), remembered.clone());
                tokio::spawn(async move {
                    // Either side may hang up at any moment.
                    let _ = pass(client, &server, &refused).await;
                });
            }
        });
        Ok(Self { address, refused, listening })
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Everything refused so far, oldest first, without what went to [`BROWSERS_OWN`].
    pub fn refused(&self) -> Vec<Refused> {
        lock(&self.refused).clone()
    }

    pub fn forget_refused(&self) {
        lock(&self.refused).clear();
    }
}

async fn pass(mut client: TcpStream, server: &Server, refused: &Mutex<Vec<Refused>>) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() > LONGEST_HEAD {
            return Ok(());
        }
        head.push(client.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head);
    let mut words = head.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());

    let host = target.strip_suffix(":443").unwrap_or_default();
    if method == "CONNECT" && server.answers(host) {
        let mut upstream = TcpStream::connect(server.address()).await?;
        client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
        copy_bidirectional(&mut client, &mut upstream).await?;
        return Ok(());
    }
    let refusal = Refused { method: method.to_string(), target: target.to_string() };
    if refusal.host() != BROWSERS_OWN {
        lock(refused).push(refusal);
    }
    client
        .write_all(b"HTTP/1.1 502 Refused by the practice proxy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        .await
}

#[cfg(test)]
mod tests {
    use super::Refused;

    #[test]
    fn host_of_a_refusal() {
        let host = |target: &str| Refused { method: String::new(), target: target.into() }.host().to_string();
        assert_eq!(host("example.com:443"), "example.com");
        assert_eq!(host("http://example.com/a?b"), "example.com");
    }
}
