package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads on which the application's code runs: the worker for requests, hooks and
 * listeners, and a pool of its own for authentication. No {@code Executor} bean, so that
 * it does not take the place of the application's.
 */
final class DialogueExecutors implements DisposableBean {

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

	/** How long what runs may take to end when the context closes. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final TrackingExecutor worker;

	private final Runnable stopWorker;

	private final ThreadPoolExecutor authentication;

	DialogueExecutors(DialogueProperties properties, Environment environment) {
		if (Threading.VIRTUAL.isActive(environment)) {
			SimpleAsyncTaskExecutor virtual = new SimpleAsyncTaskExecutor("dialogue-worker-");
			virtual.setVirtualThreads(true);
			virtual.setTaskTerminationTimeout(PATIENCE.toMillis());
			this.worker = new TrackingExecutor(virtual);
			this.stopWorker = virtual::close;
		}
		else {
			WorkerPool pool = new WorkerPool(
					Bounds.positive("dialogue.worker.max-threads", properties.worker().maxThreads()), KEEP_ALIVE,
					threads("dialogue-worker-"));
			this.worker = new TrackingExecutor(pool);
			this.stopWorker = () -> pool.stop(PATIENCE);
		}
		DialogueProperties.Authentication settings = properties.authentication();
		this.authentication = pool("dialogue-authentication-",
				Bounds.positive("dialogue.authentication.max-threads", settings.maxThreads()),
				Bounds.positive("dialogue.authentication.queue-capacity", settings.queueCapacity()));
	}

	private static ThreadFactory threads(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	private static ThreadPoolExecutor pool(String prefix, int threads, int queue) {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS,
				new LinkedBlockingQueue<>(queue), threads(prefix));
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	/**
	 * Runs requests, hooks and listeners. What waits is bounded by the mailboxes of
	 * clients and rooms, each of which has one task here at most.
	 */
	Executor worker() {
		return this.worker;
	}

	ExecutorService authentication() {
		return this.authentication;
	}

	/** Waits until nothing runs on the worker, up to a time. */
	boolean awaitIdle(Duration timeout) {
		return this.worker.awaitIdle(timeout);
	}

	@Override
	public void destroy() {
		this.stopWorker.run();
		stop(this.authentication);
	}

	private static void stop(ThreadPoolExecutor pool) {
		pool.shutdown();
		try {
			if (!pool.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				pool.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			pool.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
