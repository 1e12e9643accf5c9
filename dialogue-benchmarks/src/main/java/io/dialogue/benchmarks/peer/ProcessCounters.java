package io.dialogue.benchmarks.peer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What this process has used: CPU time in nanoseconds, bytes allocated on the heap by
 * threads that live, resident bytes.
 */
public final class ProcessCounters {

	private static final long PAGE = 4096;

	private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

	private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	/**
	 * The CPU time.
	 * @return nanoseconds
	 */
	public long cpuNanos() {
		return this.system.getProcessCpuTime();
	}

	String read() throws IOException {
		return cpuNanos() + " " + allocatedBytes() + " " + residentBytes();
	}

	private long allocatedBytes() {
		long sum = 0;
		for (long bytes : this.threads.getThreadAllocatedBytes(this.threads.getAllThreadIds())) {
			sum += Math.max(0, bytes);
		}
		return sum;
	}

	private static long residentBytes() throws IOException {
		String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
		return Long.parseLong(pages[1]) * PAGE;
	}

}
