package io.dialogue.socketio;

import java.util.Arrays;
import java.util.stream.Collectors;

import com.corundumstudio.socketio.protocol.AuthPacket;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import org.jspecify.annotations.Nullable;

/**
 * The Engine.IO handshake's answer. The engine makes the packet; its JSON is written
 * here, with the server's own heartbeat and the {@code maxPayload} that the engine leaves
 * out.
 */
final class OpenPacket {

	private final SocketIoServerSettings settings;

	OpenPacket(SocketIoServerSettings settings) {
		this.settings = settings;
	}

	/**
	 * Encodes a packet that the engine made.
	 * @param packet the packet
	 * @return the encoded packet, or {@code null} if it is not the handshake's answer:
	 * the engine's other packets are not sent
	 */
	@Nullable EncodedPacket encode(Packet packet) {
		if (packet.getType() != PacketType.OPEN) {
			return null;
		}
		AuthPacket auth = packet.getData();
		String upgrades = (this.settings.allowUpgrade())
				? Arrays.stream(auth.getUpgrades()).map((name) -> '"' + name + '"').collect(Collectors.joining(","))
				: "";
		return EncodedPacket.text("0{\"sid\":\"" + auth.getSid() + "\",\"upgrades\":[" + upgrades
				+ "],\"pingInterval\":" + this.settings.pingInterval().toMillis() + ",\"pingTimeout\":"
				+ this.settings.pingTimeout().toMillis() + ",\"maxPayload\":" + this.settings.maxPollingBody() + "}");
	}

}
