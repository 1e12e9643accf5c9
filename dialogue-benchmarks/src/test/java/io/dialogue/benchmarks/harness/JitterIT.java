package io.dialogue.benchmarks.harness;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Measures a little.
 */
class JitterIT {

	@Test
	void clientsThatAreCutOffReceiveAllOnce() throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
		JitterOptions options = JitterOptions.parse("--clients", "20", "--events=40", "--rate", "10", "--every=1",
				"--offline", "0.3", "--server-core=-1", "--generator-core=-1", "--jvm=-XX:TieredStopAtLevel=1");
		CatchUpTimes times = Jitter.run(options, print, print);
		assertThat(times.isFlawless()).as("%s", out).isTrue();
		assertThat(out.toString(StandardCharsets.UTF_8)).contains("100.00 %");
	}

	@Test
	void optionsThatMakeNoSenseAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> JitterOptions.parse("--clients", "none"))
			.withMessageContaining("--clients needs a positive number");
		assertThatIllegalArgumentException().isThrownBy(() -> JitterOptions.parse("--cleints", "1"))
			.withMessageContaining("--cleints");
		assertThatIllegalArgumentException().isThrownBy(() -> JitterOptions.parse("--rate"))
			.withMessageContaining("no value");
	}

}
