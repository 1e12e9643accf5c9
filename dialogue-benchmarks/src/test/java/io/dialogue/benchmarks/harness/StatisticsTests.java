package io.dialogue.benchmarks.harness;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StatisticsTests {

	@Test
	void medianOfAnOddNumberIsTheMiddleOne() {
		assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
	}

	@Test
	void medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
		assertThat(Statistics.median(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
	}

	@Test
	void medianLeavesOutWhatIsNoNumber() {
		assertThat(Statistics.median(List.of(Double.NaN, 7.0))).isEqualTo(7);
		assertThat(Statistics.median(List.of())).isNaN();
	}

	@Test
	void intervalOfTheMedianLeavesOutWhatRarelyHappens() {
		assertThat(Statistics.medianInterval(List.of(3.0, 1.0, 2.0))).isEqualTo(new Statistics.Interval(1, 3));
		assertThat(Statistics.medianInterval(numbers(6))).isEqualTo(new Statistics.Interval(1, 6));
		assertThat(Statistics.medianInterval(numbers(10))).isEqualTo(new Statistics.Interval(2, 9));
		assertThat(Statistics.medianInterval(numbers(20))).isEqualTo(new Statistics.Interval(6, 15));
	}

	@Test
	void spanIsFromTheLeastToTheMost() {
		assertThat(Statistics.span(List.of(3.0, 1.0, 2.0))).isEqualTo(new Statistics.Interval(1, 3));
	}

	private static List<Double> numbers(int count) {
		return IntStream.rangeClosed(1, count).mapToObj((number) -> (double) number).toList();
	}

	@Test
	void lineThroughPointsOnALineIsThatLine() {
		Statistics.Line line = Statistics.fit(new double[] { 100, 1000, 10_000 }, new double[] { 150, 600, 5100 });
		assertThat(line.a()).isCloseTo(100, within(1e-6));
		assertThat(line.b()).isCloseTo(0.5, within(1e-9));
	}

	@Test
	void smallValuesCountAsMuchAsLargeOnes() {
		Statistics.Line line = Statistics.fit(new double[] { 1, 2, 1000 }, new double[] { 11, 12, 1100 });
		assertThat(line.a() + line.b()).isCloseTo(11, within(0.5));
	}

}
