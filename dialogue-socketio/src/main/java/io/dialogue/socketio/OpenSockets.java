package io.dialogue.socketio;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;

/**
 * The sockets that end with the server. They leave by themselves when they close. Safe
 * for use by several threads.
 */
final class OpenSockets {

	private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

	/** One for all, because each socket keeps it as long as it is open. */
	private final ChannelFutureListener onClose;

	private final ChannelFutureListener onCountedClose;

	private final ConnectionLimits limits;

	private volatile boolean closed;

	/**
	 * Creates an empty set.
	 * @param limits counts sockets
	 */
	OpenSockets(ConnectionLimits limits) {
		this.limits = limits;
		this.onClose = (close) -> this.channels.remove(close.channel());
		this.onCountedClose = (close) -> {
			this.channels.remove(close.channel());
			limits.release(close.channel().remoteAddress());
		};
	}

	/**
	 * Takes and counts a socket that was accepted.
	 * @param channel the socket
	 * @return {@code false} if there are too many
	 */
	boolean accept(Channel channel) {
		if (!this.limits.tryAcquire(channel.remoteAddress())) {
			return false;
		}
		add(channel, this.onCountedClose);
		return true;
	}

	/**
	 * Takes a socket that is counted already.
	 * @param channel the socket
	 */
	void add(Channel channel) {
		add(channel, this.onClose);
	}

	private void add(Channel channel, ChannelFutureListener listener) {
		this.channels.add(channel);
		channel.closeFuture().addListener(listener);
		if (this.closed) {
			channel.close();
		}
	}

	/**
	 * Gives back a socket that was added.
	 * @param channel the socket
	 */
	void remove(Channel channel) {
		channel.closeFuture().removeListener(this.onClose);
		this.channels.remove(channel);
	}

	/**
	 * Leaves a socket to the session that it carries, which ends with the server, too. It
	 * still counts.
	 * @param channel the socket
	 */
	void leaveToSession(Channel channel) {
		this.channels.remove(channel);
	}

	/**
	 * Closes all sockets, and those that come later at once.
	 * @param patience how many milliseconds that may take at most
	 */
	void close(long patience) {
		this.closed = true;
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
		this.channels.forEach(Channel::close);
		for (Channel channel : this.channels) {
			long left = deadline - System.nanoTime();
			channel.closeFuture().awaitUninterruptibly(Math.max(0, left), TimeUnit.NANOSECONDS);
		}
	}

}
