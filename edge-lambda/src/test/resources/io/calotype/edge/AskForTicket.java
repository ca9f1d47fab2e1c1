import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.calotype.edge.ticket.UploadTicketHandler;
import java.util.Map;

/** Run by LambdaJarIT as Lambda would: the jar is all there is on the class path. */
final class AskForTicket {
  public static void main(String[] args) {
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRawPath("/uploads")
            .withBody("{\"filename\":\"a.jpg\",\"contentType\":\"image/jpeg\",\"bytes\":1}")
            .withRequestContext(
                RequestContext.builder()
                    .withHttp(RequestContext.Http.builder().withMethod("POST").build())
                    .withAuthorizer(
                        RequestContext.Authorizer.builder()
                            .withJwt(
                                RequestContext.Authorizer.JWT.builder()
                                    .withClaims(Map.of("sub", "someone"))
                                    .build())
                            .build())
                    .build())
            .build();
    System.out.println(new UploadTicketHandler().handleRequest(event, null).getBody());
  }
}
