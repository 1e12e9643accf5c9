package io.dialogue.autoconfigure.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves files in a servlet application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
class WebMvcRoutes {

	@Bean
	RouterFunction<ServerResponse> dialogueFilesRouter(ObjectProvider<ServedFiles> files) {
		RouterFunctions.Builder router = RouterFunctions.route();
		files.orderedStream()
			.flatMap((some) -> some.all().stream())
			.forEach((file) -> router.route(
					RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(file.path())),
					(request) -> serve(request, file)));
		return router.build();
	}

	private static ServerResponse serve(ServerRequest request, ServedFile file) {
		return request.checkNotModified(file.etag())
			.orElseGet(() -> ServerResponse.ok().headers(file::describe).body(file.content()));
	}

}
