package io.dialogue.benchmarks.harness;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CompilerTimeTests {

	private static final String TIMES = " S 1 2 3 0 -1 4 5 6 7 8 20 3 0 0 20 0 30 0 100";

	@Test
	void countsTheCompilersThreadsOnly() {
		assertThat(CompilerTime.ticks("77 (C1 CompilerThre)" + TIMES)).isEqualTo(23);
		assertThat(CompilerTime.ticks("78 (C2 CompilerThre)" + TIMES)).isEqualTo(23);
		assertThat(CompilerTime.ticks("79 (main) x)" + TIMES)).isZero();
		assertThat(CompilerTime.ticks("80 (CompilerThre)" + TIMES.replace("20 3", "0 0"))).isZero();
	}

	@Test
	void thisProcessHasCompiled() {
		assertThat(new CompilerTime(ProcessHandle.current().pid()).seconds()).isPositive();
	}

}
