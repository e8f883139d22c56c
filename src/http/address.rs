//! Where the server may listen: until roles exist, everyone who reaches it may do everything, so it is reached from
//! the same machine only.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use values::{Fault, Place};

/// The code of every refused address.
pub const ADDRESS_NOT_LOOPBACK: &str = "serve.address_not_loopback";

/// An address that the server does not listen on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressRefused(Fault);

impl AddressRefused {
    fn new(cause: String) -> Self {
        Self(Fault {
            code: ADDRESS_NOT_LOOPBACK,
            place: Place::root().at("listen"),
            cause,
            hint:
                "listen on an address of 127.0.0.0/8, on [::1] or on localhost, with a port, such as 127.0.0.1:8080; \
                   to let others in, put a proxy that checks who they are on this machine"
                    .to_owned(),
        })
    }

    /// The code, the place, what is wrong and the way out.
    #[must_use]
    pub fn fault(&self) -> &Fault {
        &self.0
    }
}

impl fmt::Display for AddressRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for AddressRefused {}

/// Reads `address:port`, where the address is a loopback address or `localhost` (taken as 127.0.0.1, no name is looked
/// up) and port 0 stands for any free port.
///
/// # Errors
/// [`AddressRefused`] for every other text.
pub fn loopback(text: &str) -> Result<SocketAddr, AddressRefused> {
    let address = match text.strip_prefix("localhost:").map(str::parse::<u16>) {
        Some(Ok(port)) => Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port))),
        _ => text.parse::<SocketAddr>(),
    };
    match address {
        Ok(address) if address.ip().is_loopback() => Ok(address),
        Ok(address) if address.ip().to_canonical().is_loopback() => Err(AddressRefused::new(format!(
            "\"{text}\" is the loopback address {} written as an address of IPv6, and no client calls the server by that \
             name",
            address.ip().to_canonical()
        ))),
        Ok(_) => Err(AddressRefused::new(format!(
            "\"{text}\" can be reached from other machines, and this version does not know who may do what"
        ))),
        Err(_) => Err(AddressRefused::new(format!("\"{text}\" is not an address and a port of this machine"))),
    }
}
