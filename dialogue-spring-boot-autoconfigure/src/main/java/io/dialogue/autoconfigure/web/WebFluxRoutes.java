package io.dialogue.autoconfigure.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Serves files in a WebFlux application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
class WebFluxRoutes {

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

	private static Mono<ServerResponse> serve(ServerRequest request, ServedFile file) {
		return request.checkNotModified(file.etag())
			.switchIfEmpty(Mono.defer(() -> ServerResponse.ok().headers(file::describe).bodyValue(file.content())));
	}

}
