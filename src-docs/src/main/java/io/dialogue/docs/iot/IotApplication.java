package io.dialogue.docs.iot;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class IotApplication {

}
