package io.dialogue.benchmarks.peer;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.socketio.SocketIoGatewayServer;
import io.dialogue.socketio.SocketIoServerSettings;

/**
 * Dialogue with validation, history and metrics.
 */
final class DialoguePeer implements Peer {

	private @Nullable DialogueTemplate template;

	@Override
	public int start(PeerSettings settings) {
		DialogueAssembly assembly = new DialogueAssembly(settings.rooms());
		SocketIoServerSettings server = SocketIoServerSettings.builder().host("127.0.0.1").build();
		SocketIoGatewayServer gateway = new SocketIoGatewayServer(server, List.of());
		gateway.start(assembly.gateway());
		this.template = assembly.template();
		return gateway.port();
	}

	@Override
	public void broadcast(String room, Message message) {
		if (this.template != null) {
			this.template.trigger(room, message);
		}
	}

	@Override
	public void createOtherRooms(int count) {
		for (int i = 0; i < count && this.template != null; i++) {
			this.template.createRoom(DialogueAssembly.room("other-" + i)).join();
		}
	}

}
