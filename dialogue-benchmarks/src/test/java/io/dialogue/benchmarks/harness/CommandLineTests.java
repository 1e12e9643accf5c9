package io.dialogue.benchmarks.harness;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandLineTests {

	@Test
	void comparesWithAllByDefault() {
		FanoutOptions options = CommandLine.parse();
		assertThat(options.servers()).containsExactly("dialogue", "stock", "limit", "node", "stomp");
		assertThat(options.rooms()).containsExactly(1000);
		assertThat(options.inflight()).containsExactly(16);
		assertThat(options.rate()).isEqualTo(50_000);
		assertThat(options.runs()).isEqualTo(3);
		assertThat(options.json()).isFalse();
	}

	@Test
	void readsListsFlagsAndBothWaysToGiveValues() {
		FanoutOptions options = CommandLine.parse("--peers", "limit", "--room=1,10", "--inflight", "1,16", "--json",
				"--transport=nio", "--seconds", "0.5");
		assertThat(options.servers()).containsExactly("dialogue", "limit");
		assertThat(options.rooms()).containsExactly(1, 10);
		assertThat(options.inflight()).containsExactly(1, 16);
		assertThat(options.json()).isTrue();
		assertThat(options.nio()).isTrue();
		assertThat(options.seconds()).isEqualTo(0.5);
	}

	@Test
	void roomOfNobodyIsLeftOut() {
		assertThat(CommandLine.parse("--room", "0", "--rooms", "100").rooms()).isEmpty();
	}

	@Test
	void fitsOurOwnServerUnlessPeersAreNamed() {
		assertThat(CommandLine.parse("--fit").servers()).containsExactly("dialogue");
		assertThat(CommandLine.parse("--fit", "--peers", "limit").servers()).containsExactly("dialogue", "limit");
	}

	@Test
	void fitsManyRoomsWithAndWithoutACrowdByDefault() {
		FanoutOptions options = CommandLine.parse("--fit");
		assertThat(options.rooms()).containsExactly(10, 100, 300, 1000, 3000, 10_000);
		assertThat(options.smallRooms()).isEqualTo(10_000);
		assertThat(options.idle()).isEqualTo(2000);
	}

	@Test
	void closedLoopCanBeLeftOut() {
		assertThat(CommandLine.parse("--inflight", "0").inflight()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse("--inflight=0", "--rooms=1"))
			.withMessage("--rooms needs --inflight");
	}

	@Test
	void refusesWhatItDoesNotKnow() {
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse("--rums", "3"))
			.withMessage("Unknown option --rums");
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse("--peers", "rust"))
			.withMessage("Unknown peer rust");
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse("--runs", "many"))
			.withMessage("--runs needs a number, not many");
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse("--runs"))
			.withMessage("Option --runs needs a value");
	}

}
