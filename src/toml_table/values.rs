//! Texts that mean something wherever they stand: one line, a web address.

use crate::mistake::Flaw;

/// Writes a text as a value.
pub(crate) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// Reads a text of one line that has no white space around it.
pub(crate) fn line(text: &str) -> Result<String, Flaw> {
    if text.is_empty() {
        Err(Flaw::new("empty text").hint("write something, or leave the key out"))
    } else if text.trim() != text {
        Err(Flaw::new("white space around a text").hint("remove it"))
    } else if text.contains(char::is_control) {
        Err(Flaw::new("control character in a text").hint("write one line without tabs"))
    } else {
        Ok(text.to_owned())
    }
}

/// Reads the address of a web page.
pub(crate) fn web_address(text: &str) -> Result<String, Flaw> {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let possible = host
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    possible.then(|| text.to_owned()).ok_or_else(|| {
        Flaw::new(format!("`{}` is no web address", text.escape_debug()))
            .hint("write one that begins with https:// or http://")
    })
}

/// Reads the address of a server, to which paths are appended.
pub(crate) fn web_base(text: &str) -> Result<String, Flaw> {
    let address = web_address(text)?;
    if address.ends_with('/') {
        Err(Flaw::new("slash at the end of an address")
            .hint(format!("write `{}`", address.trim_end_matches('/'))))
    } else if address.contains(['?', '#']) {
        Err(
            Flaw::new("`?` or `#` in an address to which paths are appended")
                .hint("write only scheme, host and path"),
        )
    } else {
        Ok(address)
    }
}
