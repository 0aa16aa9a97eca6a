//! What a client and this server say to each other.

use crate::arguments::checked;
use crate::reading_room::ReadingRoom;
use crate::resource;
use crate::tool::{TOOLS, whole};
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorData, Implementation,
    ListResourceTemplatesResult, ListToolsResult, PaginatedRequestParams, ReadResourceRequestParams,
    ReadResourceResponse, ReadResourceResult, ResourceContents, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{RoleServer, ServerHandler};
use std::sync::Arc;

/// The server's side of a conversation.
#[derive(Debug)]
pub struct Assistant {
    room: Arc<ReadingRoom>,
    greeting: String,
}

impl Assistant {
    /// One that begins with `greeting`.
    pub fn new(room: Arc<ReadingRoom>, greeting: String) -> Self {
        Self { room, greeting }
    }
}

/// What a tool could not answer, said to the model so that it can ask better.
fn refused(why: String) -> CallToolResponse {
    CallToolResult::error(vec![ContentBlock::text(why)]).into()
}

impl ServerHandler for Assistant {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().build();
        let mut server = Implementation::new("tifa", env!("CARGO_PKG_VERSION"));
        server.title = Some("tifa 提法".to_owned());
        server.description = Some(env!("CARGO_PKG_DESCRIPTION").to_owned());
        ServerConfig::new(capabilities).with_server_info(server).with_instructions(&self.greeting)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(TOOLS.iter().map(|t| t.described.clone()).collect()))
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        TOOLS.iter().map(|t| &t.described).find(|t| t.name == name).cloned()
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(tool) = TOOLS.iter().find(|t| t.described.name == request.name) else {
            let names: Vec<&str> = TOOLS.iter().map(|t| &*t.described.name).collect();
            let why = format!("there is no tool {:?}; there are {}", request.name, names.join(", "));
            return Err(ErrorData::invalid_params(why, None));
        };
        let given = match checked(&tool.described.input_schema, request.arguments) {
            Ok(given) => given,
            Err(why) => return Ok(refused(why)),
        };
        let answer = tool.answer;
        Ok(match self.room.ask(move |archive| answer(archive, given)).await {
            Ok((answer, text)) => {
                let mut result = CallToolResult::success(vec![ContentBlock::text(text)]);
                result.structured_content = Some(answer);
                result.into()
            }
            Err(why) => refused(why),
        })
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(resource::templates()))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let uri = request.uri;
        let Some(place) = resource::place(&uri) else {
            let why = format!("{uri:?} names no document; a resource is tifa://document/ID");
            return Err(ErrorData::resource_not_found(why, None));
        };
        let text = self.room.ask(move |archive| whole(archive, &place)).await;
        let text = text.map_err(|why| ErrorData::resource_not_found(why, None))?;
        let contents = ResourceContents::text(text, uri).with_mime_type(resource::MEDIA_TYPE);
        Ok(ReadResourceResult::new(vec![contents]).into())
    }
}
