//! The post office: takes mail by SMTP (RFC 5321) on loopback and puts it into maildirs, byte for byte.

use super::mailbox::Mailboxes;
use crate::Result;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub struct PostOffice {
    address: SocketAddr,
    listening: JoinHandle<()>,
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl PostOffice {
    /// # Errors
    /// When no port can be had.
    pub async fn open(mailboxes: Mailboxes) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mailboxes = mailboxes.clone();
                tokio::spawn(async move {
                    let (read, write) = stream.into_split();
                    // A client may hang up at any moment; what it was told is delivered, is.
                    let _ = talk(BufReader::new(read), write, &mailboxes).await;
                });
            }
        });
        Ok(Self { address, listening })
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

async fn talk(
    mut read: impl AsyncBufReadExt + AsyncRead + Unpin,
    mut write: impl AsyncWrite + Unpin,
    mailboxes: &Mailboxes,
) -> Result<()> {
    write.write_all(b"220 post.example ESMTP\r\n").await?;
    let mut recipients: Vec<String> = Vec::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        if read.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&line).trim_end().to_owned();
        let verb = said.get(..4).unwrap_or_default().to_ascii_uppercase();
        let reply: &[u8] = match verb.as_str() {
            "EHLO" => b"250-post.example\r\n250 8BITMIME\r\n",
            "HELO" | "NOOP" => b"250 post.example\r\n",
            "MAIL" | "RSET" => {
                recipients.clear();
                b"250 well\r\n"
            }
            "RCPT" => match said.split_once('<').and_then(|(_, rest)| rest.split_once('>')) {
                Some((address, _)) => {
                    recipients.push(address.to_owned());
                    b"250 well\r\n"
                }
                None => b"501 no address\r\n",
            },
            "DATA" if recipients.is_empty() => b"503 for whom?\r\n",
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mail = mail(&mut read).await?;
                for recipient in &recipients {
                    mailboxes.deliver(recipient, &mail)?;
                }
                b"250 delivered\r\n"
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"502 not here\r\n",
        };
        write.write_all(reply).await?;
    }
}

/// Up to the line that is a dot alone; a dot that was doubled for the way is single again (RFC 5321, 4.5.2).
async fn mail(read: &mut (impl AsyncBufReadExt + Unpin)) -> Result<Vec<u8>> {
    let mut mail = Vec::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        if read.read_until(b'\n', &mut line).await? == 0 {
            return Err("hung up within a mail".into());
        }
        if line == b".\r\n" {
            return Ok(mail);
        }
        mail.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_mail_arrives_as_it_was_sent() {
        let folder = tempfile::tempdir().unwrap();
        let mailboxes = Mailboxes::new(folder.path(), None);
        let said = b"EHLO x\r\nMAIL FROM:<a@post.example> BODY=8BITMIME\r\nRCPT TO:<Bob@else.example>\r\nDATA\r\n\
                     Subject: dots\r\n\r\n..one\r\n\r\ntwo\r\n.\r\nQUIT\r\n";
        let mut replies = Vec::new();
        talk(BufReader::new(said.as_slice()), &mut replies, &mailboxes).await.unwrap();
        let mails = mailboxes.new_mails("bob@else.example").unwrap();
        assert_eq!(mails, [b"Subject: dots\r\n\r\n.one\r\n\r\ntwo\r\n"]);
        let codes: Vec<_> = String::from_utf8(replies).unwrap().lines().map(|line| line[..3].to_owned()).collect();
        assert_eq!(codes, ["220", "250", "250", "250", "250", "354", "250", "221"]);
    }
}
