package io.dialogue.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CostReportTests {

	@Test
	void fitsMediansWithAndWithoutACrowd() {
		List<Cost> costs = new ArrayList<>();
		for (int subscribers : new int[] { 100, 1000, 10_000 }) {
			costs.add(new Cost("dialogue", false, subscribers, 1));
			costs.add(new Cost("dialogue", false, subscribers, 50 + 2 * subscribers));
			costs.add(new Cost("dialogue", false, subscribers, 1_000_000));
			costs.add(new Cost("dialogue", true, subscribers, 60 + 3 * subscribers));
		}
		assertThat(new CostReport(costs).table().toAsciidoc()).contains(
				"|dialogue |none |50.0 |2.000 |2.000 |2.000 |0 %",
				"|dialogue |10,000 rooms, 2,000 clients |60.0 |3.000 |3.000 |3.000 |0 %");
	}

}
