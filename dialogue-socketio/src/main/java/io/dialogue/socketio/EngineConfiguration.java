package io.dialogue.socketio;

import java.util.List;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.Transport;

/**
 * Makes the engine's configuration of a server's settings.
 */
final class EngineConfiguration {

	/**
	 * The engine's own timers are cancelled at once: see {@link EngineSession#start()}.
	 */
	private static final int NEVER = Integer.MAX_VALUE / 4;

	private EngineConfiguration() {
	}

	/**
	 * Makes a configuration.
	 * @param settings the settings
	 * @param customizers change it, but for what the gateway's safety rests on
	 * @return the configuration
	 */
	static Configuration of(SocketIoServerSettings settings, List<SocketIoServerCustomizer> customizers) {
		Configuration configuration = new Configuration();
		configuration.setAddVersionHeader(false);
		customizers.forEach((customizer) -> customizer.customize(configuration));
		configuration.setContext(settings.path().substring(0, settings.path().length() - 1));
		configuration.setTransports(transports(settings));
		configuration.setMaxFramePayloadLength(settings.maxPacketSize());
		configuration.setMaxHttpContentLength(settings.maxPollingBody());
		configuration.setPingInterval(NEVER);
		configuration.setPingTimeout(NEVER);
		configuration.setRandomSession(true);
		configuration.setAllowCustomRequests(false);
		configuration.setHttpCompression(false);
		configuration.setWebsocketCompression(false);
		configuration.setEnableCors(false);
		configuration.setJsonSupport(new NoJsonSupport());
		return configuration;
	}

	private static Transport[] transports(SocketIoServerSettings settings) {
		return settings.transports().stream().map((transport) -> switch (transport) {
			case POLLING -> Transport.POLLING;
			case WEBSOCKET -> Transport.WEBSOCKET;
		}).toArray(Transport[]::new);
	}

}
