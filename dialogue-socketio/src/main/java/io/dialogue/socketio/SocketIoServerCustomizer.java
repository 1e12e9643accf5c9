package io.dialogue.socketio;

import com.corundumstudio.socketio.Configuration;
import io.netty.bootstrap.ServerBootstrap;

/**
 * Changes the underlying server before it starts, for what {@link SocketIoServerSettings}
 * does not know. What the gateway's safety rests on (session ids, JSON, compression,
 * timers, path, transports) is set after all customizers ran.
 */
@FunctionalInterface
public interface SocketIoServerCustomizer {

	/**
	 * Changes the configuration of netty-socketio.
	 * @param configuration the configuration
	 */
	void customize(Configuration configuration);

	/**
	 * Changes Netty's bootstrap, such as socket options. Does nothing unless overridden.
	 * Not called where the port belongs to another server.
	 * @param bootstrap the bootstrap, complete but for the address
	 */
	default void customize(ServerBootstrap bootstrap) {
	}

}
