"""Kind `indicators`: what performance forms must hold."""
