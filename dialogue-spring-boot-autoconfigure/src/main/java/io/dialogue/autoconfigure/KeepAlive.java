package io.dialogue.autoconfigure;

import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the process alive while servers run, whose own threads do not, as Spring Boot
 * does for web servers.
 */
final class KeepAlive {

	private @Nullable CountDownLatch running;

	synchronized void start() {
		if (this.running == null) {
			CountDownLatch latch = new CountDownLatch(1);
			this.running = latch;
			Thread thread = new Thread(() -> await(latch), "dialogue-server");
			thread.setDaemon(false);
			thread.start();
		}
	}

	synchronized void stop() {
		if (this.running != null) {
			this.running.countDown();
			this.running = null;
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
