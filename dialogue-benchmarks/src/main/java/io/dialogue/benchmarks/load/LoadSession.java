package io.dialogue.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one server. For use by one thread.
 */
public final class LoadSession implements AutoCloseable {

	/** Clients that connect at the same time. */
	private static final int AT_ONCE = 64;

	private static final long PATIENCE_SECONDS = 30;

	private final List<LoadClient> clients = new ArrayList<>();

	private final Semaphore connecting = new Semaphore(AT_ONCE);

	private final Tally tally = new Tally();

	private final Bootstrap bootstrap;

	private final EventLoop loop;

	private final Dialect dialect;

	private @Nullable ClientTriggers triggers;

	LoadSession(Bootstrap bootstrap, EventLoop loop, Dialect dialect) {
		this.bootstrap = bootstrap;
		this.loop = loop;
		this.dialect = dialect;
	}

	/**
	 * What the clients received.
	 * @return the counters
	 */
	public Tally tally() {
		return this.tally;
	}

	/**
	 * Connects clients and has them ask to join a room. Returns when all have asked.
	 * @param count how many
	 * @param room the room, {@code null} for none
	 * @throws InterruptedException if interrupted
	 */
	public void connect(int count, @Nullable String room) throws InterruptedException {
		for (int i = 0; i < count; i++) {
			acquire(1);
			LoadClient client = new LoadClient(this.dialect, this.tally, room, this.connecting::release);
			this.clients.add(client);
			this.bootstrap.clone().handler(client).connect().addListener((connected) -> {
				if (!connected.isSuccess()) {
					this.tally.failed(String.valueOf(connected.cause()));
				}
			});
		}
		acquire(AT_ONCE);
		this.connecting.release(AT_ONCE);
	}

	private void acquire(int permits) throws InterruptedException {
		if (!this.connecting.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			throw new IllegalStateException("Clients do not get connected: " + this.tally.failure());
		}
	}

	/**
	 * Whether every client that asked to join a room has received something.
	 * @return whether all are members
	 * @throws InterruptedException if interrupted
	 */
	public boolean allReached() throws InterruptedException {
		return onLoop(() -> this.clients.stream().allMatch((client) -> client.room() == null || client.received() > 0));
	}

	/**
	 * From now on, tells when messages have reached all of a room.
	 * @param members how many clients are in the room
	 * @param giver takes the number of messages
	 * @throws InterruptedException if interrupted
	 */
	public void closeLoop(int members, IntConsumer giver) throws InterruptedException {
		onLoop(() -> {
			this.tally.sink(new Credits(this.loop, members, giver));
			return true;
		});
	}

	/**
	 * From now on, clients trigger.
	 * @param busy in how many rooms at any time
	 * @param payloads makes what they send
	 * @throws InterruptedException if interrupted
	 */
	public void startTriggers(int busy, Supplier<String> payloads) throws InterruptedException {
		onLoop(() -> {
			ClientTriggers started = new ClientTriggers(this.clients, payloads);
			this.tally.sink(started);
			this.triggers = started;
			started.start(busy);
			return true;
		});
	}

	/**
	 * No more credits and triggers.
	 * @throws InterruptedException if interrupted
	 */
	public void stop() throws InterruptedException {
		onLoop(() -> {
			if (this.triggers != null) {
				this.triggers.stop();
			}
			this.tally.sink((client, count) -> {
			});
			return true;
		});
	}

	/**
	 * From now on, the clients that connected last read nothing more, and their kernels
	 * keep little for them.
	 * @param count how many
	 * @throws InterruptedException if interrupted
	 */
	public void stall(int count) throws InterruptedException {
		onLoop(() -> {
			this.clients.subList(this.clients.size() - count, this.clients.size()).forEach(LoadClient::stall);
			return true;
		});
	}

	private <T> T onLoop(Callable<T> task) throws InterruptedException {
		try {
			return this.loop.submit(task).get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.loop.submit(() -> this.clients.forEach(LoadClient::close)).syncUninterruptibly();
	}

}
