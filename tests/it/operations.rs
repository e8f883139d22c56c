//! What whoever runs the server does with it: brings many cases in, gets everything out, backs up and restores.

mod backup;
mod export;
mod import;
