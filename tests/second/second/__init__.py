"""An independent second evaluation of procurement lots, written from the rulebook alone."""
