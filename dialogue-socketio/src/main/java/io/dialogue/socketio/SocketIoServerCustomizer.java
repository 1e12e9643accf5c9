package io.dialogue.socketio;

import com.corundumstudio.socketio.Configuration;
import io.netty.bootstrap.ServerBootstrap;

/**
 * Changes the underlying server before it starts, for what {@link SocketIoServerSettings}
 * does not know. What the gateway's safety rests on (session ids, JSON, compression,
 * timers, path, transports) is set after all customizers ran.
 */
public interface SocketIoServerCustomizer {

	/**
	 * Changes the configuration of netty-socketio. Does nothing unless overridden. Its
	 * {@code SocketConfig} and its host, port and threads have no effect: they are those
	 * of a server that is not used.
	 * @param configuration the configuration
	 */
	default void customize(Configuration configuration) {
	}

	/**
	 * Changes Netty's bootstrap, such as socket options. Does nothing unless overridden.
	 * Not called where the port belongs to another server.
	 * @param bootstrap the bootstrap, complete but for the address
	 */
	default void customize(ServerBootstrap bootstrap) {
	}

}
