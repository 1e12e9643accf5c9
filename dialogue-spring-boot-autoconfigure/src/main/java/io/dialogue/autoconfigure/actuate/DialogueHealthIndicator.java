package io.dialogue.autoconfigure.actuate;

import java.util.List;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.dialogue.gateway.GatewayServer;
import io.dialogue.hook.DialogueContext;

/**
 * Up while all servers accept connections, out of service when one does not.
 */
final class DialogueHealthIndicator extends AbstractHealthIndicator {

	private final List<GatewayServer> servers;

	private final DialogueContext context;

	DialogueHealthIndicator(List<GatewayServer> servers, DialogueContext context) {
		super("Dialogue health check failed");
		this.servers = List.copyOf(servers);
		this.context = context;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		boolean running = this.servers.stream().allMatch(GatewayServer::isRunning);
		Health.Builder status = running ? builder.up() : builder.outOfService();
		this.servers.stream()
			.filter(GatewayServer::isRunning)
			.findFirst()
			.ifPresent((server) -> status.withDetail("port", server.port()));
		status.withDetail("clients", this.context.clients().size())
			.withDetail("rooms", this.context.rooms().all().size());
	}

}
