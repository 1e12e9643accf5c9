package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;

import io.dialogue.benchmarks.load.LoadGenerator;

/**
 * The load harness's command. This process is the generator, too, unless costs are
 * fitted.
 */
public final class Fanout {

	private Fanout() {
	}

	/**
	 * Measures and reports.
	 * @param arguments see {@code --help}
	 * @throws IOException if a server cannot be started or controlled
	 * @throws InterruptedException if interrupted
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		PrintStream err = System.err;
		if (arguments.length > 0 && arguments[0].equals("--help")) {
			err.println(FanoutOptions.USAGE);
			return;
		}
		try {
			FanoutOptions options = CommandLine.parse(arguments);
			run(options, System.out, err);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage() + "\n\n" + FanoutOptions.USAGE);
			System.exit(2);
		}
	}

	static void run(FanoutOptions options, PrintStream out, PrintStream progress)
			throws IOException, InterruptedException {
		Cores.pinSelf(options.generatorCore());
		progress.println(Machine.describe(options));
		PrintStream tables = options.json() ? progress : out;
		if (options.fit()) {
			tables.println(new CostReport(new BroadcastCost(options, progress).run()).table());
			return;
		}
		try (LoadGenerator generator = new LoadGenerator()) {
			new Report(new Campaign(options, generator, out, progress).run()).tables().forEach(tables::print);
		}
	}

}
