package io.dialogue.benchmarks.harness;

import java.io.IOException;

import io.dialogue.benchmarks.load.Dialects;
import io.dialogue.benchmarks.load.LoadGenerator;
import io.dialogue.benchmarks.load.LoadSession;

/**
 * Resident memory per idle connection: what a process grows by when many clients connect
 * and do nothing, after garbage collections before and after. Clients come and go first,
 * as many for each server, so that classes, compiled code and threads do not count.
 */
final class IdleMemory {

	private static final int FIRST = 2000;

	private static final long SETTLE_MILLIS = 1000;

	private final FanoutOptions options;

	private final LoadGenerator generator;

	IdleMemory(FanoutOptions options, LoadGenerator generator) {
		this.options = options;
		this.generator = generator;
	}

	long bytesPerConnection(String server) throws IOException, InterruptedException {
		try (ServerProcess process = ServerProcess.startIdle(server, this.options)) {
			try (LoadSession session = this.generator.open(process.port(), Dialects.of(server))) {
				session.connect(Math.min(FIRST, this.options.idle()), null);
			}
			long before = settled(process.control());
			try (LoadSession session = this.generator.open(process.port(), Dialects.of(server))) {
				session.connect(this.options.idle(), null);
				return (settled(process.control()) - before) / this.options.idle();
			}
		}
	}

	static long settled(Control control) throws InterruptedException {
		Thread.sleep(SETTLE_MILLIS);
		control.ask("g");
		control.ask("g");
		return control.counters().residentBytes();
	}

}
