package io.dialogue.socketio;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The I/O threads of a server: epoll where it is there, NIO otherwise. One of them only
 * accepts connections, so that those of a storm do not wait in the system's queue, and
 * get lost there, while the others serve.
 *
 * @param acceptor the event loop that accepts connections
 * @param group the event loops that serve them
 * @param channelType the type of listening channels that go with them
 */
record EventLoops(EventLoopGroup acceptor, EventLoopGroup group, Class<? extends ServerChannel> channelType) {

	/** How long tasks that are queued may take when the loops end. */
	private static final long SHUTDOWN_MILLIS = 500;

	/**
	 * Starts event loops.
	 * @param threads how many, 0 for one per processor
	 * @return the event loops
	 */
	static EventLoops start(int threads) {
		int count = (threads > 0) ? threads : Runtime.getRuntime().availableProcessors();
		ThreadFactory factory = new DefaultThreadFactory("dialogue-socketio", true);
		boolean epoll = Epoll.isAvailable();
		IoHandlerFactory handler = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
		return new EventLoops(
				new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("dialogue-acceptor", true), handler),
				new MultiThreadIoEventLoopGroup(count, factory, handler),
				epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
	}

	/**
	 * Ends the event loops. Returns when they ended.
	 */
	void stop() {
		this.acceptor.shutdownGracefully(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
		this.group.shutdownGracefully(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)
			.awaitUninterruptibly(2 * SHUTDOWN_MILLIS);
	}

}
