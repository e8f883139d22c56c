//! What whoever runs the server does with it: brings many cases in.

mod import;
