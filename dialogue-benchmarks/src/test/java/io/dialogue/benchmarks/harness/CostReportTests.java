package io.dialogue.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CostReportTests {

	private static final Crowd CROWD = new Crowd(10_000, 2000);

	private final List<Cost> costs = new ArrayList<>();

	@Test
	void fitsEachRoundAndReportsMediansOfThese() {
		line(Crowd.NONE, 0, 0, 50, 2);
		line(Crowd.NONE, 0, 1, 500, 20);
		line(Crowd.NONE, 1, 0, 40, 1);
		line(CROWD, 0, 0, 60, 3);
		assertThat(new CostReport(this.costs).table().toAsciidoc()).contains(
				"|dialogue |none |3 |50.0 |40.0 to 500.0 |2.000 |1.000 to 20.000 |2.000 |2.000 |1.00 |1.00 to 1.00",
				"|dialogue |10,000 rooms, 2,000 clients |1 |60.0 |60.0 to 60.0 |3.000 |3.000 to 3.000 |3.000");
	}

	@Test
	void machineThatChangesItsSpeedBetweenRoundsChangesNoRatio() {
		for (int round = 0; round < 3; round++) {
			double slowness = 1 + round;
			line(CROWD, 1, round, slowness * 75, slowness * 2);
			line(Crowd.NONE, 1, round, slowness * 50, slowness * 2);
		}
		CostReport report = new CostReport(this.costs);
		assertThat(report.inCrowd("dialogue", Statistics.Line::a)).hasSize(3)
			.allSatisfy((times) -> assertThat(times).isCloseTo(1.5, within(1e-6)));
		assertThat(report.inCrowd("dialogue", Statistics.Line::b))
			.allSatisfy((times) -> assertThat(times).isCloseTo(1, within(1e-6)));
	}

	@Test
	void subscribersAreComparedInRoomsOfHundredAndMore() {
		add(Crowd.NONE, 0, 0, 10, 7777);
		for (int subscribers : new int[] { 100, 300, 1000 }) {
			add(Crowd.NONE, 0, 0, subscribers, 2 * subscribers);
		}
		for (int subscribers : new int[] { 3000, 10_000 }) {
			add(Crowd.NONE, 0, 0, subscribers, 2000 + 3 * (subscribers - 1000));
		}
		assertThat(new CostReport(this.costs).unevenness("dialogue")).singleElement()
			.satisfies((times) -> assertThat(times).isCloseTo(1.5, within(1e-6)));
	}

	private void line(Crowd crowd, int run, int round, double a, double b) {
		for (int subscribers : new int[] { 10, 100, 1000, 10_000 }) {
			add(crowd, run, round, subscribers, a + b * subscribers);
		}
	}

	private void add(Crowd crowd, int run, int round, int subscribers, double micros) {
		this.costs.add(new Cost("dialogue", crowd, run, round, subscribers, micros));
	}

}
