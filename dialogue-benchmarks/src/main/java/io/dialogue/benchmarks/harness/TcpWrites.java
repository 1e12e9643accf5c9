package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Write system calls on TCP sockets, as the kernel counts them for the whole machine:
 * segments with data. On the loopback, without Nagle's algorithm and with writes of less
 * than 64 KB, each call makes one. (What {@code /proc/<pid>/io} counts leaves out
 * {@code send}, which Netty's epoll transport uses.)
 */
final class TcpWrites {

	private static final String COUNTER = "TCPOrigDataSent";

	private TcpWrites() {
	}

	static long count() {
		try {
			List<String> lines = Files.readAllLines(Path.of("/proc/net/netstat"));
			int names = 0;
			while (!lines.get(names).startsWith("TcpExt:")) {
				names++;
			}
			int column = Arrays.asList(lines.get(names).split(" ")).indexOf(COUNTER);
			return Long.parseLong(lines.get(names + 1).split(" ")[column]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
