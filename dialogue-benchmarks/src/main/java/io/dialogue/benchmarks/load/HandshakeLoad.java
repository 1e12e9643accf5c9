package io.dialogue.benchmarks.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;

/**
 * Clients of one server that connect with tokens, from many addresses of the loopback
 * network.
 */
public final class HandshakeLoad implements AutoCloseable {

	private final Tally tally = new Tally();

	private final AtomicLong accepted = new AtomicLong();

	private final AtomicInteger next = new AtomicInteger();

	private final AtomicInteger begun = new AtomicInteger();

	private final Queue<LoadClient> clients = new ConcurrentLinkedQueue<>();

	private final Bootstrap bootstrap;

	private final List<String> tokens;

	private final int addresses;

	private volatile boolean running;

	HandshakeLoad(Bootstrap bootstrap, List<String> tokens, int addresses) {
		this.bootstrap = bootstrap;
		this.tokens = tokens;
		this.addresses = addresses;
	}

	/**
	 * How many clients the server has accepted.
	 * @return the number
	 */
	public long accepted() {
		return this.accepted.get();
	}

	/**
	 * What went wrong first.
	 * @return what went wrong, or "nothing"
	 */
	public String failure() {
		String failure = this.tally.failure();
		return (failure != null) ? failure : "nothing";
	}

	/**
	 * From now on, each client that is accepted goes, and another one comes.
	 * @param atOnce how many connect at any time
	 */
	public void startLoop(int atOnce) {
		this.running = true;
		for (int i = 0; i < atOnce; i++) {
			cycle();
		}
	}

	private void cycle() {
		LoadClient[] own = new LoadClient[1];
		own[0] = new LoadClient(dialect(), this.tally, null, () -> {
			this.accepted.incrementAndGet();
			own[0].close();
			if (this.running) {
				cycle();
			}
		});
		connect(own[0]);
	}

	/** No more clients come. */
	public void stopLoop() {
		this.running = false;
	}

	/**
	 * Connects clients all at once, which stay.
	 * @param count how many
	 * @param patience how long to wait
	 * @return the time until the server had accepted the last
	 * @throws InterruptedException if interrupted
	 */
	public Duration storm(int count, Duration patience) throws InterruptedException {
		CountDownLatch left = new CountDownLatch(count);
		long start = System.nanoTime();
		for (int i = 0; i < count; i++) {
			LoadClient client = new LoadClient(dialect(), this.tally, null, () -> {
				this.accepted.incrementAndGet();
				left.countDown();
			});
			this.clients.add(client);
			connect(client);
		}
		if (!left.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new IllegalStateException(
					left.getCount() + " of " + count + " clients were not accepted: " + failure());
		}
		return Duration.ofNanos(System.nanoTime() - start);
	}

	/** All clients that stayed go at once. */
	public void dropAll() {
		for (LoadClient client = this.clients.poll(); client != null; client = this.clients.poll()) {
			client.close();
		}
	}

	private Dialect dialect() {
		return new TokenDialect(() -> this.tokens.get(Math.floorMod(this.next.getAndIncrement(), this.tokens.size())));
	}

	private void connect(LoadClient client) {
		int number = Math.floorMod(this.begun.getAndIncrement(), this.addresses) + 1;
		InetSocketAddress local = new InetSocketAddress("127.0.1." + number, 0);
		ChannelFuture connected = this.bootstrap.clone().handler(client).localAddress(local).connect();
		connected.addListener((result) -> {
			if (!result.isSuccess()) {
				this.tally.failed(String.valueOf(result.cause()));
			}
		});
	}

	@Override
	public void close() {
		stopLoop();
		dropAll();
	}

}
