package io.dialogue.integration;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;

/**
 * Has Netty watch buffers more closely while this is open. What leaks is logged.
 */
final class LeakWatch implements AutoCloseable {

	private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

	LeakWatch(ResourceLeakDetector.Level level) {
		ResourceLeakDetector.setLevel(level);
	}

	/** The detector looks when buffers are allocated, for what was collected before. */
	static void collect() {
		System.gc();
		ByteBufAllocator.DEFAULT.directBuffer().release();
		ByteBufAllocator.DEFAULT.heapBuffer().release();
	}

	@Override
	public void close() {
		ResourceLeakDetector.setLevel(this.before);
	}

}
