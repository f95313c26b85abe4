"""The parts of the job ads screen."""
