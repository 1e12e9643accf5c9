package io.dialogue.benchmarks.harness;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnTests {

	private static final List<Integer> SIZES = List.of(10, 1000, 3000);

	@Test
	void roomsTakeTurnsInAllServersAndSmallOnesTwice() {
		assertThat(order(0)).isEqualTo("0a 0b 1b 1a 2a 2b 0b 0a");
	}

	@Test
	void anotherRoomAndAnotherServerBeginInTheNextRound() {
		assertThat(order(1)).isEqualTo("1a 1b 2b 2a 0a 0b 0b 0a");
	}

	private static String order(int round) {
		return Turn.ofRound(SIZES, 2, round)
			.stream()
			.map((turn) -> turn.room() + ((turn.server() != 0) ? "b" : "a"))
			.collect(Collectors.joining(" "));
	}

}
