import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from analyzer.language.spelling.forest import Forest


def test_forest_gives_the_probabilities_of_the_trained_model():
    rng = np.random.default_rng(3)
    table = rng.normal(size=(2000, 6)).astype(np.float32)
    right = (table[:, 0] * table[:, 1] + table[:, 2] > 0.5).astype(int)
    model = HistGradientBoostingClassifier(max_iter=30, early_stopping=False, random_state=1)
    model.fit(table, right)
    ours = Forest.of(model).probabilities(table, screen=5, hopeless=-99)
    assert np.allclose(ours, model.predict_proba(table)[:, 1], atol=1e-4)


def test_hopeless_rows_stay_below_the_bound():
    rng = np.random.default_rng(4)
    table = rng.normal(size=(2000, 3)).astype(np.float32)
    model = HistGradientBoostingClassifier(max_iter=40, early_stopping=False, random_state=1)
    model.fit(table, (table[:, 0] > 1.5).astype(int))
    forest = Forest.of(model)
    whole = forest.probabilities(table, screen=10, hopeless=-99)
    short = forest.probabilities(table, screen=10, hopeless=-2.0)
    assert (short[whole < 0.05] < 0.2).all()
    assert np.allclose(short[short > 0.2], whole[short > 0.2], atol=1e-5)
