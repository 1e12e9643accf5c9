package io.dialogue.socketio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;

/**
 * The order of one session's tasks, and the event loop on which they and their timers
 * run.
 */
abstract sealed class SessionTasks extends Serial permits EngineSession {

	private volatile EventLoop loop;

	SessionTasks(EventLoop loop) {
		this.loop = loop;
	}

	/**
	 * Has timers and tasks run on another event loop from now on.
	 * @param eventLoop the event loop of the channel that carries the session
	 */
	final void moveTo(EventLoop eventLoop) {
		this.loop = eventLoop;
	}

	/**
	 * The event loop on which timers and tasks run now.
	 * @return that of the channel that carries the session
	 */
	final EventLoop loop() {
		return this.loop;
	}

	/**
	 * Runs a task in the session's order, on an event loop. May be called by any thread.
	 * @param task the task
	 */
	final void execute(Runnable task) {
		try {
			this.loop.execute(() -> run(task));
		}
		catch (RejectedExecutionException ex) {
			run(task);
		}
	}

	/**
	 * Runs a task in the session's order, after a time.
	 * @param task the task
	 * @param delay the time
	 * @param unit its unit
	 * @return the timer
	 */
	final Future<?> schedule(Runnable task, long delay, TimeUnit unit) {
		try {
			return this.loop.schedule(() -> run(task), delay, unit);
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
