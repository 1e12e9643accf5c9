package io.dialogue.gateway;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A transport's server, such as the Socket.IO server. Several may run side by side. Bound
 * to the application context's lifecycle by whoever starts it.
 */
public interface GatewayServer {

	/**
	 * What this server speaks, for logs and metrics.
	 * @return a short name in lower case
	 */
	String transport();

	/**
	 * Starts to accept connections. Returns when the server is bound.
	 * @param gateway where to hand over what clients ask for
	 * @throws io.dialogue.gateway.PortInUseException if the port is taken
	 */
	void start(DialogueGateway gateway);

	/**
	 * Stops accepting new connections, tells every client that the server goes away (the
	 * message {@code dialogue:draining}), and closes the transports in batches, in a way
	 * that lets clients connect elsewhere.
	 * @param timeout the time after which what is still open is closed at once
	 * @return completes when no connection is left
	 */
	CompletionStage<Void> drain(Duration timeout);

	/**
	 * Closes what is left and frees the port. Returns when it can be bound again. Does
	 * nothing if the server is not running.
	 */
	void stop();

	/**
	 * Whether the server accepts connections.
	 * @return {@code true} between {@link #start} and {@link #drain} or {@link #stop}
	 */
	boolean isRunning();

	/**
	 * The local port.
	 * @return the port that is bound, or -1 if none is
	 */
	int port();

}
