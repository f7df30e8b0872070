//! Whether a running bot is well: for container engines, and for whoever asks.

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use yulu::{
    cli::Invocation,
    web::{self, Probe},
};

use super::{USAGE, configuration};

pub(super) fn health(invocation: &Invocation, probe: Probe) -> anyhow::Result<ExitCode> {
    let Some(address) = configuration(invocation)?.web.listen else {
        writeln!(
            io::stderr(),
            "yulu: no bot to ask: set web.listen, for the bot and for this, to an address such as \
             127.0.0.1:8080"
        )?;
        return Ok(ExitCode::from(USAGE));
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let answer = runtime.block_on(web::ask(address, probe))?;
    writeln!(io::stdout(), "{answer}")?;
    Ok(ExitCode::SUCCESS)
}
