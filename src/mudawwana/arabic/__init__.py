"""Knowledge of the Arabic script and language as data and pure functions; knows no pipeline."""
