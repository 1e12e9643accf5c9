package io.dialogue.socketio;

import java.io.IOException;
import java.util.List;

import com.corundumstudio.socketio.AckCallback;
import com.corundumstudio.socketio.protocol.AckArgs;
import com.corundumstudio.socketio.protocol.JsonSupport;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;

/**
 * Keeps the engine from reading or writing JSON: the Socket.IO layer does.
 */
final class NoJsonSupport implements JsonSupport {

	@Override
	public AckArgs readAckArgs(ByteBufInputStream source, AckCallback<?> callback) throws IOException {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T> T readValue(String namespace, ByteBufInputStream source, Class<T> type) throws IOException {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeValue(ByteBufOutputStream target, Object value) throws IOException {
		throw new UnsupportedOperationException();
	}

	@Override
	public void addEventMapping(String namespace, String event, Class<?>... types) {
	}

	@Override
	public void removeEventMapping(String namespace, String event) {
	}

	@Override
	public List<byte[]> getArrays() {
		return List.of();
	}

}
