package io.dialogue.benchmarks.peer;

import java.io.File;
import java.net.InetAddress;
import java.nio.file.Files;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Spring's simple broker with STOMP over WebSocket on Tomcat, as they come, except for
 * Tomcat's limit of connections.
 */
final class StompPeer implements Peer {

	private static final int MAX_CONNECTIONS = 20_000;

	private @Nullable SimpMessagingTemplate template;

	@Override
	public int start(PeerSettings settings) throws Exception {
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(Files.createTempDirectory("stomp").toString());
		Connector connector = new Connector("HTTP/1.1");
		connector.setPort(0);
		connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
		connector.setProperty("maxConnections", String.valueOf(MAX_CONNECTIONS));
		connector.setProperty("acceptCount", "1024");
		tomcat.setConnector(connector);
		Context context = tomcat.addContext("", new File(".").getAbsolutePath());
		context.addServletContainerInitializer(new WsSci(), null);
		AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
		spring.register(StompConfiguration.class);
		Tomcat.addServlet(context, "stomp", new DispatcherServlet(spring)).setLoadOnStartup(1);
		context.addServletMappingDecoded("/", "stomp");
		tomcat.start();
		this.template = spring.getBean(SimpMessagingTemplate.class);
		return connector.getLocalPort();
	}

	@Override
	public void broadcast(String room, Message message) {
		if (this.template != null) {
			this.template.convertAndSend("/topic/" + room, message);
		}
	}

}
