package io.dialogue.socketio;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

import io.dialogue.socketio.SocketIoServerSettings.Transport;

/**
 * What an Engine.IO request says in its query string.
 *
 * @param path the path
 * @param parameters all parameters
 */
record EngineQuery(String path, Map<String, List<String>> parameters) {

	private static final int MAX_PARAMETERS = 64;

	private static final int UUID_LENGTH = 36;

	/**
	 * Reads the query of a URI.
	 * @param uri the URI
	 * @return the query, or {@code null} if it is malformed
	 */
	static @Nullable EngineQuery parse(String uri) {
		try {
			QueryStringDecoder decoder = QueryStringDecoder.builder().maxParams(MAX_PARAMETERS).build(uri);
			return new EngineQuery(decoder.path(), decoder.parameters());
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	boolean isVersion4() {
		return "4".equals(only("EIO"));
	}

	/**
	 * The transport.
	 * @return the transport, or {@code null} if it is none that there is
	 */
	@Nullable Transport transport() {
		String name = only("transport");
		if ("polling".equals(name)) {
			return Transport.POLLING;
		}
		return "websocket".equals(name) ? Transport.WEBSOCKET : null;
	}

	boolean hasSid() {
		return this.parameters.containsKey("sid");
	}

	/**
	 * The session's id.
	 * @return the id, or {@code null} if it is malformed
	 */
	@Nullable UUID sid() {
		String text = only("sid");
		try {
			return (text != null && text.length() == UUID_LENGTH) ? UUID.fromString(text) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private @Nullable String only(String name) {
		List<String> values = this.parameters.get(name);
		return (values != null && values.size() == 1) ? values.get(0) : null;
	}

}
