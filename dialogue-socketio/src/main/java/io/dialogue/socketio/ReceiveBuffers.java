package io.dialogue.socketio;

import io.netty.channel.ChannelConfig;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * How large the buffers are into which sockets are read: small at first, and large once
 * one was filled while the same socket is read.
 * <p>
 * Nothing is remembered from one time that a socket is read to the next, so that all
 * channels of an event loop share one handle, and an idle connection has none of its own.
 * Netty asks for the handle on the channel's event loop, resets it each time that it
 * begins to read a socket, and is done with that socket before it reads another one.
 */
final class ReceiveBuffers extends DefaultMaxMessagesRecvByteBufAllocator {

	static final int SMALL = 4096;

	static final int LARGE = 65536;

	/** As many as Netty's sockets have if nobody says. */
	private static final int READS = 16;

	private final ThreadLocal<MaxMessageHandle> handles = ThreadLocal.withInitial(SharedHandle::new);

	ReceiveBuffers() {
		super(READS);
	}

	/**
	 * Returns the handle of the event loop that asks.
	 */
	@Override
	public MaxMessageHandle newHandle() {
		return this.handles.get();
	}

	/**
	 * The handle of one event loop.
	 */
	private final class SharedHandle extends MaxMessageHandle {

		private int size = SMALL;

		@Override
		public void reset(ChannelConfig config) {
			super.reset(config);
			this.size = SMALL;
		}

		@Override
		public int guess() {
			return this.size;
		}

		@Override
		public void lastBytesRead(int bytes) {
			super.lastBytesRead(bytes);
			if (bytes == attemptedBytesRead()) {
				this.size = LARGE;
			}
		}

	}

}
