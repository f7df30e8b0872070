//! Arguments → configuration → library → one face of the program.

mod tasks;

use std::process::ExitCode;

use yulu::cli;

fn main() -> ExitCode {
    let invocation = cli::parse(std::env::args_os());
    match tasks::perform(&invocation) {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(
                clippy::print_stderr,
                reason = "the one place where the program says why it ends"
            )]
            {
                eprintln!("yulu: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}

/// Whoever reads our output has read enough: `yulu quote --list | head`.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
